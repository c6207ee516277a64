"""What a user of the Hub's official client does with a Space; prints what came of it as JSON. Run with HF_ENDPOINT set to a stand-in."""

import json
import os
import sys

from huggingface_hub import CommitOperationAdd, HfApi, hf_hub_download
from huggingface_hub.errors import EntryNotFoundError, HfHubHTTPError, RepositoryNotFoundError

space = "alice/app"
api = HfApi()
result = {}


def reading():
    info = api.space_info(space)
    result["sha"] = info.sha
    expanded = api.space_info(space, expand=["runtime", "cardData", "sha"])
    result["expandedSDK"] = expanded.sdk
    result["stage"] = expanded.runtime.stage
    runtime = api.get_space_runtime(space)
    result["runtime"] = [runtime.stage, runtime.hardware, runtime.requested_hardware, runtime.sleep_time]
    result["variables"] = {k: v.value for k, v in api.get_space_variables(space).items()}
    result["secrets"] = sorted(api.get_space_secrets(space))
    result["buildLog"] = "".join(api.fetch_space_logs(space, build=True))
    result["spaces"] = [s.id for s in api.list_spaces(author="alice", expand=["runtime", "sdk"])]
    result["commits"] = [c.commit_id for c in api.list_repo_commits(space, repo_type="space")]
    result["files"] = sorted(f.path for f in api.list_repo_tree(space, repo_type="space", recursive=True))
    with open(hf_hub_download(space, "requirements.txt", repo_type="space")) as file:
        result["requirements"] = file.read()
    result["model"] = api.model_info("org/model").sha
    result["user"] = api.whoami()["name"]


def refusals():
    outcomes = {}
    for name, call in {
        "missing": lambda: api.space_info("alice/nothing"),
        "foreign": lambda: api.get_space_variables("bob/hidden"),
        "noFile": lambda: hf_hub_download(space, "nothing.txt", repo_type="space"),
        "badToken": lambda: HfApi(token="hf_wrong").space_info(space),
        "stale": lambda: commit("x", parent="0" * 40),
    }.items():
        try:
            call()
            outcomes[name] = "done"
        except RepositoryNotFoundError:
            outcomes[name] = "RepositoryNotFound"
        except EntryNotFoundError:
            outcomes[name] = "EntryNotFound"
        except HfHubHTTPError as error:
            outcomes[name] = error.response.status_code
    result["refusals"] = outcomes


def commit(title, parent=None, **options):
    operation = CommitOperationAdd(path_in_repo="requirements.txt", path_or_fileobj=title.encode() + b"\n")
    return api.create_commit(
        space, repo_type="space", operations=[operation], commit_message=title, parent_commit=parent, **options
    )


def changing():
    head = api.space_info(space).sha
    pull_request = commit("numpy==1.26.4", parent=head, create_pr=True)
    result["pullRequest"] = [pull_request.pr_num, pull_request.pr_revision]
    result["committed"] = commit("numpy==1.26.3", parent=head).oid
    api.add_space_variable(space, "ADDED", "1")
    api.add_space_secret(space, "KEY", "value")
    result["hardware"] = api.request_space_hardware(space, "t4-small").requested_hardware
    result["sleep"] = api.set_space_sleep_time(space, 300).sleep_time
    result["restarted"] = api.restart_space(space, factory_reboot=True).stage
    result["duplicate"] = str(api.duplicate_repo(space, "alice/copy", repo_type="space", private=True, space_hardware="t4-small"))


def routes():
    """Each call that driftd makes as well, with the same arguments; FIELDS names the fields that it asks for."""
    fields = json.loads(os.environ["FIELDS"])
    head = api.space_info(space).sha
    api.space_info(space, expand=fields["whole"])
    api.space_info(space, expand=fields["listed"])
    list(api.list_spaces(author="alice", limit=100, expand=fields["listed"]))
    api.get_space_runtime(space)
    api.get_space_variables(space)
    api.get_space_secrets(space)
    for build in [True, False]:
        for _ in api.fetch_space_logs(space, build=build):
            pass
    list(api.list_repo_commits(space, repo_type="space", revision=head))
    hf_hub_download(space, "requirements.txt", repo_type="space", revision=head)
    api.model_info("org/model", expand=fields["repository"])
    api.dataset_info("org/data", expand=fields["repository"])
    api.list_spaces_hardware()
    api.whoami()
    for create_pr in [True, False]:
        files = sorted(fields["files"].items())
        operations = [CommitOperationAdd(path_in_repo=path, path_or_fileobj=text.encode()) for path, text in files]
        api.create_commit(
            space, repo_type="space", operations=operations, commit_message="Restore", commit_description="why",
            parent_commit=head, create_pr=create_pr,
        )
    api.add_space_variable(space, "CITY", "Lyon")
    api.request_space_hardware(space, "t4-small")
    api.set_space_sleep_time(space, 300)
    api.duplicate_repo(
        space, "alice/copy", repo_type="space", visibility="private", space_hardware="t4-small", space_sleep_time=600,
        space_variables=[{"key": "CITY", "value": "Lyon"}],
    )


for step in sys.argv[1:]:
    {"reading": reading, "refusals": refusals, "changing": changing, "routes": routes}[step]()
print(json.dumps(result, sort_keys=True))
