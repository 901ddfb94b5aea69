"""The domain of the Corridor Atlas: records, rules and questions, without any user interface."""
