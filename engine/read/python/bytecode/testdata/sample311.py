import os
try:
    os.st()
except* ValueError as eg:
    os.eg(eg)
