extension AppSourceReader {
    /// What the script begins with: the names that it looks for, and what a call calls.
    static let tools = #"""
        import ast, json, resource, sys

        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        resource.setrlimit(resource.RLIMIT_CPU, (15, 15))
        HUB = {"from_pretrained", "snapshot_download", "hf_hub_download", "load_dataset", "from_single_file", "SentenceTransformer",
               "CrossEncoder", "cached_download", "from_pretrained_keras", "load_lora_weights", "load_ip_adapter", "load_textual_inversion"}
        DOWNLOADS = {"wget.download", "urlretrieve", "gdown.download", "load_state_dict_from_url", "torch.hub.load", "nltk.download",
                     "download_url_to_file", "whisper.load_model", "WhisperModel", "spacy.cli.download", "gdown.download_folder"}
        # What opens an address: `cached_path("hf://owner/model/weights.bin")`, `pandas.read_parquet("hf://datasets/owner/name/x.parquet")`.
        OPENERS = {"cached_path", "open", "get_file", "get", "download", "from_file", "load", "load_file", "load_model", "load_checkpoint"}
        # What runs a function while the file is loaded that is only named to it: `Thread(target=load)`, `FastAPI(lifespan=lifespan)`.
        STARTERS = {"Thread", "Process", "Timer", "FastAPI", "Starlette"}
        # `st.secrets["KEY"]` is a secret of the Space; what stands behind it otherwise is a mapping's own.
        SECRETS = {"st.secrets", "streamlit.secrets"}
        MAPPING = {"get", "keys", "values", "items", "to_dict", "load_if_toml_exists", "has_key"}
        # Of files that lie beside the app.
        FORMATS = {"csv", "json", "parquet", "text", "arrow", "pandas", "imagefolder", "audiofolder", "webdataset"}
        # What a handler must name to catch a missing variable.
        CATCHING = {"KeyError", "LookupError", "Exception", "BaseException"}
        LIMIT = 500

        def name(node):
            if isinstance(node, ast.Attribute):
                inner = name(node.value)
                return inner + "." + node.attr if inner else node.attr
            return node.id if isinstance(node, ast.Name) else ""

        def text(node):
            return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None

        def keyword(call, *names):
            for word in call.keywords:
                if word.arg in names:
                    return word.value
            return None

        class Calls:
            """Of a `Reader`: functions by their names, across classes and imports."""

            def callee(self, node):
                """`helper.load`, `Model.run` of `model.run` and of `Model().run`, with `self` and a variable by the class behind it."""
                if not isinstance(node, ast.Attribute):
                    return name(node)
                if isinstance(node.value, ast.Call):
                    inner = self.callee(node.value.func)
                    return inner + "." + node.attr if inner else ""
                base = name(node.value)
                if base in self.makers:
                    return self.makers[base] + "." + node.attr
                if base in ("self", "cls") and self.holder:
                    return self.holder + "." + node.attr
                return base + "." + node.attr if base else ""

            def called(self, label):
                if label and (self.depth == 0 or self.owner) and len(self.calls) < LIMIT:
                    names = self.calls.setdefault(self.owner, set())
                    if len(names) < LIMIT:
                        names.add(label[:200])

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

            def element(self, table, key):
                """Of a list, tuple or table of constants at the margin."""
                if isinstance(table, (ast.List, ast.Tuple)) and type(key) is int and -len(table.elts) <= key < len(table.elts):
                    found = table.elts[key]
                elif isinstance(table, ast.Dict):
                    found = next((value for name, value in zip(table.keys, table.values)
                                  if isinstance(name, ast.Constant) and name.value == key), None)
                else:
                    return None
                return found.value if isinstance(found, ast.Constant) else None

            def secret(self, node, called):
                if called.endswith(".get") and called[:-4] in SECRETS and node.args and (key := text(node.args[0])):
                    self.variable(node, key, False)

            def settings(self, node):
                """The fields of `class Settings(BaseSettings)` are variables, unless a prefix makes them others."""
                if not any(name(base).split(".")[-1] == "BaseSettings" for base in node.bases) or any(
                        "env_prefix" in (getattr(item, "arg", None), getattr(item, "id", None)) for item in ast.walk(node)):
                    return
                for item in node.body:
                    field = item.target.id if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name) else "_"
                    if not field.startswith("_") and field != "model_config":
                        self.variable(item, field.upper(), False)

            def resolved(self, owner, label):
                """The call, and of what is imported where from: the longest name that an import has here."""
                words = label.split(".")
                for count in range(min(len(words), 20), 0, -1):
                    found = self.imported.get(".".join(words[:count]))
                    if found:
                        return dict(owner=owner, path=found[0], names=found[1], name=".".join(found[1] + words[count:]))
                return dict(owner=owner, path=None, names=[], name=label)

        """#
}
