/// Breaks between arrays, images, tensors and what was compiled for them.
extension KnownBreaks {
    static let numerics: [KnownBreak] = [
        KnownBreak(
            id: "13-numpy",
            date: "2024-06",
            symptoms: [
                "A module that was compiled using NumPy 1.x cannot be run in", "AttributeError: _ARRAY_API not found",
                "but this version of numpy is 0x2",
            ],
            package: "numpy",
            bad: ">=2",
            good: "<2",
            pin: "numpy<2",
            python: "3.10",
            sources: ["StyleShot#54", "numpy's wheels: 2.0.0 has the sentence"]
        ),
        KnownBreak(
            id: "14-numpy",
            date: "2024-06",
            // What was compiled for numpy 1 expects its larger dtype.
            symptoms: ["numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88"],
            package: "numpy",
            bad: ">=2",
            good: "<2",
            pin: "numpy<2",
            python: "3.9",
            sources: ["a Space's run log", "thinc#939", "valis#165"]
        ),
        KnownBreak(
            id: "15-numpy",
            date: "2024-06",
            symptoms: ["RuntimeError: Numpy is not available"],
            package: "numpy",
            bad: ">=2",
            good: "<2",
            pin: "numpy<2",
            companion: .init(package: "torch", versions: "<2.3"),
            python: "3.10",
            sources: ["a Space's run log, 2025", "pytorch#107302", "pytorch#132179", "openfederatedlearning#999: torch 2.2.2"]
        ),
        KnownBreak(
            id: "46-numpy",
            date: "2022-12",
            symptoms: [
                "module 'numpy' has no attribute 'float'", "module 'numpy' has no attribute 'int'",
                "module 'numpy' has no attribute 'bool'",
                "module 'numpy' has no attribute 'object'",
            ],
            package: "numpy",
            bad: ">=1.24",
            good: "<1.24",
            pin: "numpy<1.24",
            sources: ["gryffin#29", "numpy's wheels: 1.23.5 has the names, 1.24.0 has not"]
        ),
        KnownBreak(
            id: "47-numpy",
            date: "2024-06",
            symptoms: ["was removed in the NumPy 2.0 release"],
            package: "numpy",
            bad: ">=2",
            good: "<2",
            pin: "numpy<2",
            sources: ["Multimodal-GPT#35", "fthedocs#1", "numpy's wheels: 2.0.0 has the sentence"]
        ),
        KnownBreak(
            id: "48-pillow",
            date: "2023-07",
            symptoms: ["module 'PIL.Image' has no attribute 'LINEAR'", "module 'PIL.Image' has no attribute 'ANTIALIAS'"],
            package: "pillow",
            bad: ">=10",
            good: "<10",
            pin: "pillow<10",
            sources: ["detectron2#5010", "SwinTextSpotter#116", "home-robot#405"]
        ),
        KnownBreak(
            id: "62-pillow",
            date: "2023-07",
            symptoms: ["'ImageDraw' object has no attribute 'textsize'", "'FreeTypeFont' object has no attribute 'getsize'"],
            package: "pillow",
            bad: ">=10",
            good: "<10",
            pin: "pillow<10",
            sources: ["pillow's wheels: 9.5.0 has the methods, 10.0.0 has not"]
        ),
        KnownBreak(
            id: "45-protobuf",
            date: "2022-05",
            symptoms: ["TypeError: Descriptors cannot not be created directly", "TypeError: Descriptors cannot be created directly"],
            package: "protobuf",
            bad: ">=3.21",
            good: "<3.21",
            pin: "protobuf<3.21",
            sources: ["gpt3_book_sandbox#7", "apnet#1", "similarities#6"]
        ),
        KnownBreak(
            id: "16-phonemizer",
            date: "2025-02",
            symptoms: ["type object 'EspeakWrapper' has no attribute 'set_data_path'"],
            package: "phonemizer",
            bad: nil,
            good: nil,
            pin: "phonemizer-fork",
            python: "3.10",
            sources: ["a Space's run log"]
        ),
        KnownBreak(
            id: "25-torch",
            date: "2025-02",
            symptoms: ["UnpicklingError: Weights only load failed"],
            package: "torch",
            bad: ">=2.6",
            good: "<2.6",
            pin: "torch<2.6",
            sources: ["the Hub's list of known errors", "torch's wheels: 2.5.1 loads any pickle, 2.6.0 weights only"]
        ),
        KnownBreak(
            id: "26-torch",
            date: "2024-01",
            symptoms: ["cannot import name 'is_traceable_wrapper_subclass' from 'torch.utils"],
            package: "torch",
            bad: "<2.1",
            good: ">=2.1",
            pin: "torch>=2.1",
            sources: ["the Hub's list of known errors", "torch's wheels: 2.0.1 lacks the name, 2.1.0 has it"]
        ),
        KnownBreak(
            id: "34-torchvision",
            date: "2024-01",
            symptoms: ["No module named 'torchvision.transforms.functional_tensor'"],
            package: "torchvision",
            bad: ">=0.17",
            good: "<0.17",
            pin: "torchvision==0.16.2",
            python: "3.10, 3.11",
            sources: [
                "stable-diffusion-webui#13985", "BasicSR#663", "Real-ESRGAN#777", "GFPGAN#602",
                "torchvision's wheels: 0.16.2 has the module, 0.17.0 has not",
            ]
        ),
    ]
}
