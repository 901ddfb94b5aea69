"""The look-ups of the atlas for an assistant: a question in, plain values with sources out."""
