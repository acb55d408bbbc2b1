"""Articles from the web, off unless a curator names an address: politely, within limits.

Nothing outside this folder asks another machine for anything on its behalf.
"""
