def handlers(f):
    try:
        f()
    except (A, B) as error:
        return error
    except C:
        raise
    else:
        f(1)
    finally:
        g()


def managed(path):
    for line in path:
        with open(path) as file, lock:
            if line:
                continue
            return file.read()


def groups(f):
    try:
        f()
    except* A as group:
        print(group)
