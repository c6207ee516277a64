import gradio as gr

demo = gr.Interface(lambda text: len(text.split()), "text", "number")

if __name__ == "__main__":
    demo.launch()
