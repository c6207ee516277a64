/// Breaks of web frameworks, clients and what they bring; the ranges are those of the wheels themselves.
extension KnownBreaks {
    static let libraries: [KnownBreak] = [
        KnownBreak(
            id: "54-moviepy",
            date: "2024-11",
            symptoms: ["No module named 'moviepy.editor'"],
            package: "moviepy",
            bad: ">=2",
            good: "<2",
            pin: "moviepy<2",
            sources: ["moviepy's wheels: 2.0.0 lacks the module"]
        ),
        KnownBreak(
            id: "55-werkzeug",
            date: "2023-09",
            symptoms: ["cannot import name 'url_quote' from 'werkzeug.urls'"],
            package: "werkzeug",
            bad: ">=3",
            good: "<3",
            pin: "werkzeug<3",
            sources: ["werkzeug's wheels: 2.3.8 has the name, 3.0.0 has not"]
        ),
        KnownBreak(
            id: "56-jinja2",
            date: "2022-03",
            symptoms: ["cannot import name 'escape' from 'jinja2'", "cannot import name 'Markup' from 'jinja2'"],
            package: "jinja2",
            bad: ">=3.1",
            good: "<3.1",
            pin: "jinja2<3.1",
            sources: ["jinja2's wheels: 3.0.3 has the names, 3.1.0 has not"]
        ),
        KnownBreak(
            id: "57-httpcore",
            date: "2023-12",
            symptoms: ["__init__() got an unexpected keyword argument 'socket_options'"],
            package: "httpcore",
            bad: "<0.17.2",
            good: ">=0.17.2",
            pin: "httpcore>=0.18",
            companion: .init(package: "httpx", versions: ">=0.25"),
            sources: ["a Space's run log, 2023", "httpcore's wheels: 0.17.1 lacks the argument, 0.17.2 has it"]
        ),
        KnownBreak(
            id: "60-langchain",
            date: "2025-10",
            symptoms: [
                "No module named 'langchain.chains'", "No module named 'langchain.text_splitter'", "No module named 'langchain.memory'",
                "No module named 'langchain.prompts'", "No module named 'langchain.schema'", "No module named 'langchain.vectorstores'",
                "No module named 'langchain.llms'", "No module named 'langchain.document_loaders'",
            ],
            package: "langchain",
            bad: ">=1",
            good: "<1",
            pin: "langchain<1",
            sources: ["langchain's wheels: 0.3.27 has the modules, 1.0.0 has not"]
        ),
        KnownBreak(
            id: "61-openai",
            date: "2023-11",
            symptoms: ["no longer supported in openai>=1.0.0"],
            package: "openai",
            bad: ">=1",
            good: "<1",
            pin: "openai<1",
            sources: [
                "https://github.com/openai/openai-python/discussions/742", "openai's wheels: 1.1.0 lacks the sentence, 1.2.0 has it",
            ]
        ),
        KnownBreak(
            id: "63-click",
            date: "2025-05",
            symptoms: ["make_metavar() missing 1 required positional argument: 'ctx'"],
            package: "click",
            bad: ">=8.2",
            good: "<8.2",
            pin: "click<8.2",
            companion: .init(package: "typer", versions: "<0.15.4"),
            sources: ["click's wheels: 8.1.8 takes no context, 8.2.0 wants one"]
        ),
        KnownBreak(
            id: "70-gradio",
            date: "2023-10",
            symptoms: [
                "queue() got an unexpected keyword argument 'concurrency_count'",
                "concurrency_count has been deprecated. Set the concurrency_limit",
            ],
            package: "gradio",
            bad: ">=4",
            good: "<4",
            pin: "sdk_version: 3.50.2 (README.md)",
            sources: ["gradio's wheels: 3.50.2 takes the argument, 4.0.0 refuses it"]
        ),
        KnownBreak(
            id: "71-gradio",
            date: "2024-10",
            symptoms: [
                "ChatInterface.__init__() got an unexpected keyword argument 'retry_btn'",
                "ChatInterface.__init__() got an unexpected keyword argument 'undo_btn'",
            ],
            package: "gradio",
            bad: ">=5",
            good: "<5",
            pin: "sdk_version: 4.44.1 (README.md)",
            sources: ["gradio's wheels: 4.44.1 takes the arguments, 5.0.0 does not"]
        ),
        KnownBreak(
            id: "72-gradio",
            date: "2025-11",
            symptoms: ["Chatbot.__init__() got an unexpected keyword argument 'type'"],
            package: "gradio",
            bad: ">=6",
            good: "<6",
            pin: "sdk_version: 5.50.0 (README.md)",
            sources: ["gradio's wheels: 5.50.0 takes the argument, 6.0.0 does not"]
        ),
        KnownBreak(
            id: "73-pydantic",
            date: "2024-06",
            symptoms: ["_evaluate() missing 1 required keyword-only argument: 'recursive_guard'"],
            requires: ["pydantic/typing.py"],
            package: "pydantic",
            bad: "<1.10.16",
            good: ">=1.10.16",
            pin: "pydantic>=1.10.16,<2",
            python: "3.12.4, 3.13",
            sources: ["pydantic's wheels: 1.10.15 lacks the argument, 1.10.16 has it"]
        ),
        KnownBreak(
            id: "74-pydantic",
            date: "2023-06",
            symptoms: ["has been removed in V2.", "is removed. use `pattern` instead", "MUST specify `skip_on_failure=True`"],
            requires: ["ydantic"],
            package: "pydantic",
            bad: ">=2",
            good: "<2",
            pin: "pydantic<2",
            sources: [
                "https://docs.pydantic.dev/latest/migration/", "pydantic's wheels: 1.10.13 lacks the sentences, 2.0 has them",
            ]
        ),
        KnownBreak(
            id: "75-starlette",
            date: "2026-03",
            symptoms: ["Router.__init__() got an unexpected keyword argument 'on_startup'"],
            package: "starlette",
            bad: ">=1.0",
            good: "<1.0",
            pin: "starlette<1.0",
            sources: ["starlette's wheels: 0.52.1 takes the argument, 1.0.0 does not"]
        ),
        KnownBreak(
            id: "77-typing-extensions",
            date: "2024-02",
            symptoms: ["cannot import name 'TypeIs' from 'typing_extensions'"],
            package: "typing-extensions",
            bad: "<4.10",
            good: ">=4.10",
            pin: "typing-extensions>=4.10",
            sources: ["typing_extensions' wheels: 4.9.0 lacks the name, 4.10.0 has it"]
        ),
        KnownBreak(
            id: "78-gradio",
            date: "2026-08",
            symptoms: ["launch() got an unexpected keyword argument 'show_api'"],
            package: "gradio",
            bad: ">=6",
            good: "<6",
            pin: "sdk_version: 5.50.0 (README.md)",
            sources: ["fish-speech#1138", "HivisionIDPhotos#287", "gradio's wheels: 5.50.0 takes the argument, 6.0.0 does not"]
        ),
        KnownBreak(
            id: "79-gradio",
            date: "2025-11",
            symptoms: ["got an unexpected keyword argument 'show_download_button'"],
            package: "gradio",
            bad: ">=6",
            good: "<6",
            pin: "sdk_version: 5.50.0 (README.md)",
            sources: ["gradio#12486", "gradio's wheels: 5.50.0 takes the argument, 6.0.0 does not"]
        ),
        KnownBreak(
            id: "83-streamlit",
            date: "2025-08",
            symptoms: ["module 'streamlit' has no attribute 'experimental_rerun'"],
            package: "streamlit",
            bad: ">=1.37",
            good: "<1.37",
            pin: "streamlit<1.37",
            sources: ["curategpt#99", "tgcf#630", "streamlit's wheels: 1.36.0 has the function, 1.37.0 has not"]
        ),
    ]
}
