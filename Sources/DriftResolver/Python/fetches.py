"""What a file fetches from the Hub and elsewhere, installs, and does on a GPU."""

import ast

from names import LIMIT, keyword, name, text

HUB = {"from_pretrained", "snapshot_download", "hf_hub_download", "load_dataset", "from_single_file", "SentenceTransformer",
       "CrossEncoder", "cached_download", "from_pretrained_keras", "load_lora_weights", "load_ip_adapter", "load_textual_inversion"}
DOWNLOADS = {"wget.download", "urlretrieve", "gdown.download", "load_state_dict_from_url", "torch.hub.load", "nltk.download",
             "download_url_to_file", "whisper.load_model", "WhisperModel", "spacy.cli.download", "gdown.download_folder"}
# What asks another machine for a model, and loads nothing: `InferenceClient("owner/model")`, `gr.load("models/owner/model")`.
REMOTE_CLASSES = {"InferenceClient", "AsyncInferenceClient"}
LOADERS = {"gradio.load", "gradio.Interface.load", "gradio.Blocks.load"}
LOADED = {"models": "gradio.load", "huggingface": "gradio.load", "spaces": "gradio.load/spaces"}
# What opens an address: `cached_path("hf://owner/model/weights.bin")`, `pandas.read_parquet("hf://datasets/owner/name/x.parquet")`.
OPENERS = {"cached_path", "open", "get_file", "get", "download", "from_file", "load", "load_file", "load_model", "load_checkpoint"}
# Of files that lie beside the app.
FORMATS = {"csv", "json", "parquet", "text", "arrow", "pandas", "imagefolder", "audiofolder", "webdataset"}


class Fetches:
    """Of a `Reader`: models and data sets by their names, downloads, installers, CUDA."""

    def fetched(self, node, called, last):
        """`AutoModel.from_pretrained("owner/model", revision="main")`, `pipeline("text-generation", "owner/model")`."""
        # pipeline("text-generation", "owner/model"), and no call of a pipeline that is there: pipeline(image, prompt).
        is_pipeline = last == "pipeline" and (
            keyword(node, "model") is not None or len(node.args) > 1 and text(node.args[0]) is not None)
        if last in HUB or is_pipeline:
            target = keyword(node, "repo_id", "pretrained_model_name_or_path", "path", "model", "model_id",
                             "pretrained_model_link_or_path")
            if target is None and is_pipeline and len(node.args) > 1:
                target = node.args[1]
            elif target is None and node.args:
                target = node.args[0]
                # PeftModel.from_pretrained(base, "owner/adapter"): the first is a model that is there already.
                if called.startswith("Peft") and len(node.args) > 1:
                    target = node.args[1]
            repository = self.string(target) if target is not None else None
            if repository and repository.startswith("https://huggingface.co/"):
                repository = "/".join(repository.split("/")[3:5])
            is_local = bool(repository) and (
                repository.startswith((".", "/", "~")) or repository.count("/") > 1 or last == "load_dataset" and repository in FORMATS)
            if is_local:
                repository = None
            directory = keyword(node, "local_dir")
            directory = self.string(directory) if directory is not None else None
            if directory and len(self.directories) < LIMIT:
                self.directories.add(directory.rstrip("/"))
            revision = keyword(node, "revision")
            file = keyword(node, "filename") or (node.args[1] if len(node.args) > 1 else None) if last == "hf_hub_download" else None
            file = self.string(file) if file is not None else None
            self.add("hubCalls", node, function=last, repository=repository and repository[:200], isLocal=is_local,
                     revision=None if revision is None else (self.string(revision) or "computed")[:200],
                     file=file and file[:200])

    def address(self, node, last):
        """`hf://[datasets/]owner/name[@revision]/a/file`, in what opens it."""
        if last not in OPENERS and not last.startswith(("read_", "scan_")):
            return
        for item in node.args[:2] + [word.value for word in node.keywords]:
            first = item.values[0] if isinstance(item, ast.JoinedStr) and item.values else item
            if not (self.string(item) or text(first) or "").startswith("hf://"):
                continue
            parts = (self.string(item) or "hf://").removeprefix("hf://").split("/")
            kind = parts.pop(0) if parts[0] in ("datasets", "spaces", "buckets", "models") else "models"
            owner, _, revision = "/".join(parts[:2]).partition("@")
            self.add("hubCalls", node, function="hf://" + kind, repository=owner[:200] if owner.count("/") == 1 else None,
                     isLocal=False, revision=revision[:200] or None, file="/".join(parts[2:])[:200] or None)
            return
        # `cached_path(path)`: what it loads, the file does not say.
        if last == "cached_path" and node.args and self.string(node.args[0]) is None:
            self.add("hubCalls", node, function=last, repository=None, isLocal=False, revision=None, file=None)

    def remote(self, node, spelled):
        """`InferenceClient(model="owner/model")`, `client.chat.completions.create(model="owner/model")`, `gr.load("spaces/owner/name")`."""
        if spelled in LOADERS:
            target = keyword(node, "name") or (node.args[0] if node.args else None)
            source = keyword(node, "src") or (node.args[1] if len(node.args) > 1 else None)
            kind, found = self.string(source) if source is not None else None, self.string(target) if target is not None else None
            if source is None and found:
                kind, _, found = found.partition("/")
            function = LOADED.get(kind or "models")
        else:
            words = spelled.split(".")
            # `client`, or `self.client`
            parts = name(node.func).split(".")
            maker = self.makers.get(parts[0]) or self.makers.get(".".join(parts[:2])) or ""
            maker = self.full(maker).split(".")[-1]
            is_client = words[-1] in REMOTE_CLASSES
            if not is_client and maker not in REMOTE_CLASSES:
                return
            target = keyword(node, "model") or (node.args[0] if is_client and node.args else None)
            function, found = "InferenceClient", self.string(target) if target is not None else None
            # `owner/model:provider`
            found = found.split(":")[0] if found and "://" not in found else found
        if target is None or function is None or isinstance(target, ast.Constant) and target.value is None:
            return
        is_name = bool(found) and found.count("/") <= 1
        self.add("hubCalls", node, function=function, repository=found[:200] if is_name else None,
                 isLocal=bool(found) and not is_name, revision=None, file=None)

    def commanded(self, node, called, spelled, last):
        """`os.system("pip install x")`, `subprocess.run(["wget", …])`, `model.to("cuda")`."""
        words = [part for part in (text(item) for item in ast.walk(node)) if part] if last in (
            "system", "run", "call", "check_call", "check_output", "Popen", "main", "getoutput") else []
        shell = " ".join(words)
        if "pip install" in shell or "pip" in words and "install" in words:
            self.add("pipCalls", node, text=self.snippet(node))
        elif spelled in DOWNLOADS or called in DOWNLOADS or last in DOWNLOADS or any(tool in shell.split() for tool in ("wget", "curl", "gdown")) or any(
                command in shell for command in ("git clone", "huggingface-cli download", "hf download")):
            self.add("downloads", node, text=self.snippet(node))
        arguments = [text(item) or "" for item in node.args] + [
            text(word.value) or "" for word in node.keywords if word.arg in ("device", "device_map")]
        if last == "cuda" or called.startswith("torch.cuda.") or any(item.startswith("cuda") for item in arguments):
            self.add("cudaCalls", node, text=self.snippet(node))
