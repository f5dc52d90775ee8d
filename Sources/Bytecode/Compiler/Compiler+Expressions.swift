                // A display of constants is copied from a constant.
                try building(destination) { result in
                    u.emit(build, result, result, 0)
