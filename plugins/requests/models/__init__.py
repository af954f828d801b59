"""The tables of the request desk: requests and their history, what young people and approvers said, other asks."""

from plugins.requests.models.deciding import Approver, RequestApproval, RequestDay, RequestVote
from plugins.requests.models.request import Request, RequestStep
from plugins.requests.models.told import OtherAsk

__all__ = ["Approver", "OtherAsk", "Request", "RequestApproval", "RequestDay", "RequestStep", "RequestVote"]
