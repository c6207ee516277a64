import os

import gradio as gr
import plotly.express as px
import polars as pl

CITY = os.environ.get("CITY", "Paris")


def chart(hours: int):
    readings = pl.DataFrame({"hour": list(range(hours)), "pm25": [12 + (7 * h) % 23 for h in range(hours)]})
    return px.line(readings, x="hour", y="pm25", title=f"Fine dust in {CITY}")


with gr.Blocks(title="Air quality") as demo:
    hours = gr.Slider(6, 48, value=24, step=1, label="Hours")
    plot = gr.Plot()
    hours.change(chart, hours, plot)
    demo.load(chart, hours, plot)

demo.launch()
