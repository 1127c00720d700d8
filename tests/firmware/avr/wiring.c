/* SPDX-License-Identifier: MIT */
/* An Uno's pins 8 and 2 on one wire with a pull-up, and its clock. */
#include <Arduino.h>
#include <stdio.h>

static void say(const char *what, bool holds)
{
	printf("%s %s\n", what, holds ? "yes" : "NO");
}

static void pins(void)
{
	pinMode(2, INPUT);
	say("undriven is high", digitalRead(2) == HIGH);
	pinMode(8, OUTPUT);
	say("driven low is low", digitalRead(2) == LOW);
	digitalWrite(8, HIGH);
	say("driven high is high", digitalRead(2) == HIGH);
	pinMode(8, INPUT_PULLUP);
	digitalWrite(8, LOW);
	pinMode(8, OUTPUT);
	say("low again is low", digitalRead(2) == LOW);
	pinMode(8, INPUT);
	say("no such pin is low", digitalRead(20) == LOW);
}

static void clock(void)
{
	unsigned long before, took, ms = millis();

	before = micros();
	delay(10);
	took = micros() - before;
	printf("delay(10) took %lu us\n", took);
	say("in steps of 4 us", before % 4 == 0 && took % 4 == 0);
	ms = millis() - ms;
	say("millis() counts", ms == 10 || ms == 9);
	before = micros();
	delayMicroseconds(500);
	took = micros() - before;
	printf("delayMicroseconds(500) took %lu us\n", took);
}

int main(void)
{
	init();
	pins();
	clock();
	return 0;
}
