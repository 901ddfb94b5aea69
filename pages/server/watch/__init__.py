"""What an operator sees: requests and the state of the process in; health, metrics, a log out."""
