"""The demo office's requests for information, one in every state. Texts are our own."""
