"""The steps of a load as Prefect tasks."""

from tasks.loading import load_steps
from tasks.recording import recorded

begin_run = recorded(load_steps.begin_run, "begin run")
read_batch = recorded(load_steps.read_batch, "read batch")
store_batch = recorded(load_steps.store_batch, "store batch")
choose_captures = recorded(load_steps.choose_captures, "choose captures")
read_again = recorded(load_steps.read_again, "read again")
store_again = recorded(load_steps.store_again, "store again")
publish_snapshot = recorded(load_steps.publish_snapshot, "publish snapshot")
end_runs = recorded(load_steps.end_runs, "end run")
