import gcsfs
import gradio as gr

demo = gr.Interface(lambda path: gcsfs.GCSFileSystem(token="anon").ls(path), "text", "json")

if __name__ == "__main__":
    demo.launch()
