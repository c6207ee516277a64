"""What a client asks the app first: the description of its API."""

from app import demo

print(len(str(demo.get_api_info())))
