"""The portal: the only room that knows the web. Pages ask, call one action, and show the answer."""
