"""The floor: what bare Flask, and a plainly written Flask application, need for comparable pages."""
