"""Acts on complaints (มาตรา 13) and checks (มาตรา 33): each function is one official act."""
