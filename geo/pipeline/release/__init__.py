"""What a release tells of itself: the lock in, its parts with versions, hashes and licences out."""
