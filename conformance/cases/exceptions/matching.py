for exc in (KeyError("k"), IndexError("i"), ValueError("v"), KeyboardInterrupt()):
    try:
        raise exc
    except (KeyError, IndexError) as e:
        print("lookup", repr(e))
    except Exception as e:
        print("exception", repr(e))
    except:
        print("bare")
