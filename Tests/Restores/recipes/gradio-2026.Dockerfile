FROM python:{python}
RUN pip install --no-cache-dir pip -U &&     pip install --no-cache-dir     datasets     "huggingface-hub>=0.30" "hf-transfer>=0.1.4" "protobuf<4" "click<8.1"
{apt}
COPY --from=root / /
WORKDIR /app
RUN --mount=target=pre-requirements.txt,source=pre-requirements.txt 	pip install --no-cache-dir -r pre-requirements.txt
RUN --mount=target=/tmp/requirements.txt,source=requirements.txt     pip install --no-cache-dir -r /tmp/requirements.txt     {line}
COPY --link ./ /app
RUN mkdir -p /pipfreeze
RUN pip freeze > /pipfreeze/freeze.txt
COPY --from=pipfreeze --link /pipfreeze/ /pipfreeze/
