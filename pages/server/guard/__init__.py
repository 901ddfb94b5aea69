"""What stands before every answer: a request in; the answer with safe headers or a refusal out."""
