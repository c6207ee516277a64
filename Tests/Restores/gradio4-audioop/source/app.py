import gradio as gr

with gr.Blocks() as demo:
    picture = gr.Image()
    shown = gr.Image()
    picture.change(lambda image: image, picture, shown)

if __name__ == "__main__":
    demo.launch()
