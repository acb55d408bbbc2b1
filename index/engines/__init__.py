"""Where the vectors of builds are kept: in their own files, or in a Milvus."""
