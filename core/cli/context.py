"""What the commands stand on: the deployment as its environment describes it."""

import os

from core.config import Deployment


def deployment() -> Deployment:
    """The deployment of this environment; raises ConfigFault, which the command line prints as one line."""
    return Deployment.from_environ(os.environ)
