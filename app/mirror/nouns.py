"""Every noun by its name."""

from collections.abc import Mapping

from app.publishing.publish import RESOURCES
from app.query.resource import Resource

BY_NOUN: Mapping[str, Resource] = {resource.noun: resource for resource in RESOURCES}
