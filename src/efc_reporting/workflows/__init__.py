"""What a command of efc-report does; each module is one of them."""
