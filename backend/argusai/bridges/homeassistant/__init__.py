"""Home Assistant: cameras and the house as devices with entities, over MQTT."""
