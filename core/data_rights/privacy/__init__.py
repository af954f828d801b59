"""The page that tells everybody what is kept about them, made from the register, so that it is true."""
