file(WRITE c_src/table.h "")
