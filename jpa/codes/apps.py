from django.apps import AppConfig


class Config(AppConfig):
    name = "jpa.codes"
    verbose_name = "Vocabulary"
