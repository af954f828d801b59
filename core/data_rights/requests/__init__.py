"""What people ask of their data, from the day it is received to the day it is answered."""
