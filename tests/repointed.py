"""An index whose manifest says something else of its encoder, as after a model was exchanged."""

import json

from index.manifest import MANIFEST, read_manifest
from index.opened import index_folder
from index.publish import Published, read_current, write_current

OTHER = {"encoder_name": "hashing-256@1"}  # vectors of other weights
OF_THE_HUB = {"encoder": "nobody/none-such", "encoder_name": "nobody/none-such@hub"}


def repoint(home, stated):
    """State something else of the encoder of what is published; its hash is made anew."""
    index = index_folder(home)
    current = read_current(index).current
    path = index / current.name / MANIFEST
    kept = json.loads(path.read_bytes())
    kept["recipe"] |= stated
    manifest = read_manifest(json.dumps(kept).encode())
    path.write_bytes(manifest.as_bytes())
    write_current(index, Published(current._replace(manifest=manifest.sha256), None))
