import fsspec
import gradio as gr

demo = gr.Interface(lambda path: "\n".join(fsspec.open_files(path)), "text", "text")

if __name__ == "__main__":
    demo.launch()
