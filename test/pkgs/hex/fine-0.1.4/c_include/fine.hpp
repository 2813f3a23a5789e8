#pragma once
#define FINE_ANSWER 40
