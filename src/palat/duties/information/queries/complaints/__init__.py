"""What is read of complaints (มาตรา 13) and checks (มาตรา 33)."""
