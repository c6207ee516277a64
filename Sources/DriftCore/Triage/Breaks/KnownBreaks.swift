/// The known breaks, from reports of real Spaces and of the same pairs elsewhere; the numbers are those of the collection of cases.
package enum KnownBreaks {
    package static let all = interfaces + libraries + models + numerics + environment + builds

    static let interfaces: [KnownBreak] = [
        KnownBreak(
            id: "1-pydantic",
            date: "2025-03",
            symptoms: ["TypeError: argument of type 'bool' is not iterable", "in _json_schema_to_python_type"],
            package: "pydantic",
            bad: ">=2.11b1",
            good: "<2.11",
            pin: "pydantic==2.10.6",
            companion: .init(package: "gradio", versions: "<5.35"),
            python: "3.10, 3.12",
            sources: ["gradio#10792", "gradio#10649", "F5-TTS#930", "LoRAEdit#13"]
        ),
        KnownBreak(
            id: "2-huggingface-hub",
            date: "2025-10",
            symptoms: ["cannot import name 'HfFolder' from 'huggingface_hub'"],
            package: "huggingface-hub",
            bad: ">=1.0",
            good: "<1.0",
            pin: "huggingface-hub<1.0",
            python: "3.9-3.13",
            sources: ["HivisionIDPhotos#281", "textgen#7284", "EdgeTAM#20", "kotaemon#811"]
        ),
        KnownBreak(
            id: "3-huggingface-hub",
            date: "2024-10",
            symptoms: ["cannot import name 'cached_download' from 'huggingface_hub'"],
            package: "huggingface-hub",
            bad: ">=0.26",
            good: "<0.26",
            pin: "huggingface-hub==0.25.2",
            python: "3.8-3.11",
            sources: ["FaithDiff#19", "echomimic#180", "LayerDiffuse_DiffusersCLI#13", "distrifuser#24", "Hunyuan3D-1#59"]
        ),
        KnownBreak(
            id: "4-starlette",
            date: "2026-03",
            symptoms: ["TypeError: unhashable type: 'dict'", "cannot use 'tuple' as a dict key (unhashable type: 'dict')"],
            requires: ["jinja2/utils.py"],
            package: "starlette",
            bad: ">=1.0",
            good: "<1.0",
            pin: "starlette<1.0",
            companion: .init(package: "gradio", versions: "<5"),
            python: "3.10-3.14",
            sources: ["LuaN1aoAgent#12", "Fooocus#4173", "databricks/app-templates#250"]
        ),
        KnownBreak(
            id: "5-starlette",
            date: "2026-03",
            symptoms: ["ValueError: When localhost is not accessible"],
            package: "starlette",
            bad: ">=1.0",
            good: "<1.0",
            pin: "starlette<1.0",
            companion: .init(package: "gradio", versions: "<5"),
            sources: ["databricks/app-templates#250"]
        ),
        KnownBreak(
            id: "10-fastapi",
            date: "2023-07",
            symptoms: ["422 (Unprocessable Entity)"],
            requires: ["/run/predict"],
            package: "fastapi",
            bad: ">=0.100",
            good: "<0.100",
            pin: "fastapi==0.99.0",
            companion: .init(package: "gradio", versions: "<4"),
            sources: ["gradio#4840"]
        ),
        KnownBreak(
            id: "11-fastapi",
            date: "2024-09",
            symptoms: ["Unable to generate pydantic-core schema for <class 'starlette.requests.Request'>"],
            package: "fastapi",
            bad: ">=0.113.0",
            good: "<0.113.0",
            pin: "fastapi<0.113.0",
            companion: .init(package: "gradio", versions: "<4.43"),
            python: "3.10",
            sources: ["kohya_ss#2783", "fastapi#12133", "gradio#9278"]
        ),
        KnownBreak(
            id: "12-httpx",
            date: "2024-12",
            symptoms: ["client = httpx.AsyncClient()"],
            requires: ["gradio/utils.py"],
            package: "httpx",
            bad: nil,
            good: nil,
            pin: "httpx<0.28",
            companion: .init(package: "gradio", versions: "<4"),
            python: "3.10",
            sources: ["DiT#103"]
        ),
        KnownBreak(
            id: "19-spaces",
            date: "2025-11",
            symptoms: ["spaces>=0.43"],
            package: "spaces",
            bad: "<0.43",
            good: ">=0.43",
            pin: "spaces>=0.43",
            companion: .init(package: "gradio", versions: ">=6"),
            sources: ["gradio#12451"]
        ),
        KnownBreak(
            id: "21-gradio-client",
            date: "2023-10",
            symptoms: ["KeyError: 'serialized_input'", "KeyError: \"serialized_input\""],
            package: "gradio-client",
            bad: nil,
            good: nil,
            pin: "gradio and gradio-client of the same day",
            sources: ["Track-Anything#76"]
        ),
        KnownBreak(
            id: "22-huggingface-hub",
            date: "2023-06",
            symptoms: ["cannot import name 'SpaceStage' from 'huggingface_hub'"],
            package: "huggingface-hub",
            bad: "<0.12",
            good: ">=0.12",
            pin: "huggingface-hub>=0.12",
            python: "3.10",
            sources: ["Track-Anything#8"]
        ),
        KnownBreak(
            id: "23-huggingface-hub",
            date: "2024-06",
            symptoms: ["cannot import name 'CommitOperationAdd' from 'huggingface_hub'"],
            package: "huggingface-hub",
            bad: nil,
            good: nil,
            pin: "huggingface-hub of the gradio-client's day",
            sources: ["gradio#8479"]
        ),
        KnownBreak(
            id: "27-gradio-client",
            date: "2025-11",
            symptoms: ["Client.__init__() got an unexpected keyword argument 'hf_token'"],
            package: "gradio-client",
            bad: ">=2",
            good: "<2",
            pin: "gradio-client<2",
            sources: ["the Hub's list of known errors"]
        ),
        KnownBreak(
            id: "31-gradio",
            date: "2023-01",
            symptoms: ["Successfully uninstalled gradio-"],
            package: "gradio",
            bad: nil,
            good: nil,
            pin: "no pip in the app's code; sdk_version (README.md) decides gradio",
            python: "3.8",
            sources: ["gradio#2977"]
        ),
        KnownBreak(
            id: "33-altair",
            date: "2023-05",
            symptoms: ["No module named 'altair.vegalite.v4'"],
            package: "altair",
            bad: ">=5",
            good: "<5",
            pin: "altair<5",
            companion: .init(package: "streamlit", versions: "<1.20"),
            python: "3.8, 3.10",
            sources: ["stable-fashion#3", "argilla-streamlit#12", "diffuzers#24", "langchain-ask-pdf#12"]
        ),
        KnownBreak(
            id: "35-huggingface-hub",
            date: "2025-12",
            symptoms: ["is required for a normal functioning of this module, but found huggingface-hub=="],
            package: "huggingface-hub",
            bad: ">=1.0",
            good: "<1.0",
            pin: "huggingface-hub<1.0",
            companion: .init(package: "transformers", versions: "<5"),
            sources: ["Hunyuan3D-2-WinPortable#104"]
        ),
        KnownBreak(
            id: "36-gradio",
            date: "2023-11",
            symptoms: [
                "module 'gradio' has no attribute 'inputs'", "module 'gradio' has no attribute 'outputs'",
                "module 'gradio' has no attribute 'Box'",
            ],
            package: "gradio",
            bad: ">=4",
            good: "<4",
            pin: "sdk_version: 3.50.2 (README.md)",
            sources: ["Replace-Anything#4", "XVERSE-65B#6", "text2vec#136", "ResShift#33", "facechain#486"]
        ),
        KnownBreak(
            id: "40-markupsafe",
            date: "2022-02",
            symptoms: ["cannot import name 'soft_unicode' from 'markupsafe'"],
            package: "markupsafe",
            bad: ">=2.1",
            good: "<2.1",
            pin: "markupsafe<2.1",
            companion: .init(package: "jinja2", versions: "<3"),
            python: "3.8, 3.9",
            sources: ["jinja#1658", "ChatGLM2-6B#395", "LlamaFactory#4852"]
        ),
        KnownBreak(
            id: "49-pydantic",
            date: "2023-07",
            symptoms: ["`BaseSettings` has been moved to the `pydantic-settings` package"],
            package: "pydantic",
            bad: ">=2",
            good: "<2",
            pin: "pydantic<2",
            python: "3.8-3.11",
            sources: ["tana-helper#2", "fastapi-snippets#1", "Search-Your-PDF-App#8"]
        ),
        KnownBreak(
            id: "41-httpx",
            date: "2024-11",
            symptoms: ["__init__() got an unexpected keyword argument 'proxies'"],
            package: "httpx",
            bad: ">=0.28",
            good: "<0.28",
            pin: "httpx==0.27.2",
            python: "3.11, 3.12",
            sources: ["anthropic-sdk-python#767", "llm#652", "llama-stack-apps#131"]
        ),
    ]
}
