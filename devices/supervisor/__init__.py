"""One owner thread a device: opened, watched, reopened; commands queued, cancelled, bounded in time.

supervisor      what the rest of the program holds
settings        its times
owner           one device's thread
phase           where that thread is, and which phase may follow which
job             one command on its way, ended exactly once
command_queue   the jobs of one device
status_board    what is known of one device, for every thread
status_gate     which statuses the world hears of: only changes, no short disconnects
backoff         how long to wait before opening again
health          what an error says about the device
cancellation    calls blocking calls back
"""

from devices.supervisor.cancellation import Cancellation
from devices.supervisor.job import Ticket
from devices.supervisor.settings import SupervisorSettings
from devices.supervisor.supervisor import Supervisor

__all__ = ["Cancellation", "Supervisor", "SupervisorSettings", "Ticket"]
