/// Breaks of the libraries that load models and data.
extension KnownBreaks {
    static let models: [KnownBreak] = [
        KnownBreak(
            id: "50-huggingface-hub",
            date: "2024-05",
            symptoms: ["cannot import name 'split_torch_state_dict_into_shards' from 'huggingface_hub'"],
            package: "huggingface-hub",
            bad: "<0.21",
            good: ">=0.21",
            pin: "huggingface-hub>=0.21",
            sources: ["huggingface_hub's wheels: 0.20.3 lacks the name, 0.21.0 has it"]
        ),
        KnownBreak(
            id: "51-transformers",
            date: "2025-02",
            symptoms: ["'DynamicCache' object has no attribute 'get_max_length'"],
            package: "transformers",
            bad: ">=4.49",
            good: "<4.49",
            pin: "transformers<4.49",
            sources: [
                "https://github.com/huggingface/transformers/issues/36071", "transformers' wheels: 4.48.3 has the method, 4.49.0 has not",
            ]
        ),
        KnownBreak(
            id: "52-transformers",
            date: "2025-01",
            symptoms: ["cannot import name 'LlamaFlashAttention2' from 'transformers.models.llama"],
            package: "transformers",
            bad: ">=4.48",
            good: "<4.48",
            pin: "transformers<4.48",
            sources: ["transformers' wheels: 4.47.1 has the class, 4.48.0 has not"]
        ),
        KnownBreak(
            id: "53-transformers",
            date: "2024-12",
            symptoms: ["cannot import name 'EncoderDecoderCache' from 'transformers'"],
            package: "transformers",
            bad: "<4.43",
            good: ">=4.43",
            pin: "transformers>=4.43",
            sources: ["transformers' wheels: 4.42.4 lacks the name, 4.43.0 has it"]
        ),
        KnownBreak(
            id: "58-datasets",
            date: "2025-07",
            symptoms: ["Dataset scripts are no longer supported, but found"],
            package: "datasets",
            bad: ">=4",
            good: "<4",
            pin: "datasets<4",
            sources: ["datasets' wheels: 3.6.0 lacks the sentence, 4.0.0 has it"]
        ),
        KnownBreak(
            id: "59-datasets",
            date: "2025-07",
            symptoms: ["To support decoding audio data, please install 'torchcodec'"],
            package: "datasets",
            bad: ">=4",
            good: "<4",
            pin: "datasets<4",
            sources: ["datasets' wheels: 3.6.0 lacks the sentence, 4.0.0 has it"]
        ),
        KnownBreak(
            id: "64-torchaudio",
            date: "2025-10",
            symptoms: ["module 'torchaudio' has no attribute 'list_audio_backends'", "TorchCodec is required for load_with_torchcodec"],
            package: "torchaudio",
            bad: ">=2.9",
            good: "<2.9",
            pin: "torchaudio<2.9",
            sources: ["https://github.com/pytorch/audio/issues/3902", "torchaudio's wheels: 2.8.0 has the function, 2.9.0 has not"]
        ),
        KnownBreak(
            id: "66-scipy",
            date: "2024-04",
            symptoms: ["cannot import name 'triu' from 'scipy.linalg'"],
            package: "scipy",
            bad: ">=1.13",
            good: "<1.13",
            pin: "scipy<1.13",
            companion: .init(package: "gensim", versions: "<4.3.3"),
            sources: ["scipy's wheels: 1.12.0 has the name, 1.13.0 has not"]
        ),
        KnownBreak(
            id: "80-transformers",
            date: "2026-02",
            symptoms: ["cannot import name 'TransfoXLModel' from 'transformers'"],
            package: "transformers",
            bad: ">=5",
            good: "<5",
            pin: "transformers<5",
            sources: ["pybibx#31", "transformers' wheels: 4.57.1 has the class, 5.0.0 has not"]
        ),
        KnownBreak(
            id: "81-transformers",
            date: "2026-01",
            symptoms: ["cannot import name 'TransformersKwargs' from 'transformers.utils'"],
            package: "transformers",
            bad: "<4.54",
            good: ">=4.54",
            pin: "transformers>=4.54",
            sources: ["xorbitsai/inference#4455", "transformers' wheels: 4.53.0 lacks the name, 4.54.0 has it"]
        ),
        KnownBreak(
            id: "82-diffusers",
            date: "2025-05",
            symptoms: ["cannot import name 'GGUF_FILE_EXTENSION' from 'diffusers.utils.constants'"],
            package: "diffusers",
            bad: "<0.32",
            good: ">=0.32",
            pin: "diffusers>=0.32",
            sources: ["OminiControl#129", "diffusers' wheels: 0.31.0 lacks the name, 0.32.0 has it"]
        ),
        KnownBreak(
            id: "84-transformers",
            date: "2026-01",
            symptoms: [
                "Unknown task summarization, available tasks are", "Unknown task translation, available tasks are",
                "Unknown task text2text-generation, available tasks are", "Unknown task image-to-text, available tasks are",
            ],
            package: "transformers",
            bad: ">=5",
            good: "<5",
            pin: "transformers<5",
            sources: ["transformers' wheels: 4.57.1 has the tasks, 5.0.0 has not"]
        ),
    ]
}
