namespace Pulse.Ratifying;

/// <summary>The five-step scale of a ratification; the numbers are those in the database.</summary>
public enum Acceptability { Unacceptable = 1, Tolerable = 2, Acceptable = 3, Desirable = 4, Essential = 5 }
