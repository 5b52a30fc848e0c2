namespace Pulse.Web.Pages;

/// <summary>One step of the way back.</summary>
public sealed record Crumb(string Name, string Address);
