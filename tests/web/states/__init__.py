"""Every page in every state that somebody may meet it in, gathered without a browser."""
