"""Errors of object detection.

ArgusError
 ├── ModelMissing   503  the detector's weights are not installed; the message names the command
 ├── ModelBroken    503  the weights are there but unusable (cut short, changed); the message names the command
 ├── DetectorBroken 503  the model answered nonsense (NaN, wrong shapes); fatal for this detector
 ├── DetectorRefused 422 a detector that the user brought does not do what its description says
 └── InstallFailed  503  the weights could not be had; the message says why and what to do
"""

from argusai.kit.errors import BadInput, Unavailable

INSTALL_COMMAND = "argusai models install"


class ModelMissing(Unavailable):
    title = "A model is missing"
    slug = "model-missing"


class ModelBroken(Unavailable):
    title = "A model is broken"
    slug = "model-broken"


class DetectorBroken(Unavailable):
    title = "The detector is broken"
    slug = "detector-broken"


class InstallFailed(Unavailable):
    title = "The models could not be installed"
    slug = "install-failed"


class DetectorRefused(BadInput):
    slug = "detector-refused"
