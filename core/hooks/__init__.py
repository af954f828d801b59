"""Where plugins meet the core: the hooks, the values they give back, and the dispatcher that calls them."""
