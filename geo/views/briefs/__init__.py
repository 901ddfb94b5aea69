"""What is read away from the atlas: records and answers in, short texts with all sources out."""
