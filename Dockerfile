FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt

COPY manage.py .
COPY jpa jpa
COPY countries countries
COPY investigations investigations
COPY templates templates
COPY static static
# Static files belong to the image. DEMO only lets the build do without the real secret.
RUN DEMO=on python manage.py prepare --static-only \
    && useradd --system --no-create-home jpa \
    && mkdir -p var \
    && chown -R jpa: var staticfiles

USER jpa
EXPOSE 8000
ENV LISTEN=0.0.0.0
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000/healthz', timeout=3)"]
CMD ["python", "manage.py", "serve"]
