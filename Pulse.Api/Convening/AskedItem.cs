using System.ComponentModel;
using System.Text.Json.Serialization;
using Pulse.Collecting;
using Pulse.Convening;

namespace Pulse.Api.Convening;

/// <summary>One thing a participant is asked; members that do not belong to its kind are null or empty.</summary>
public sealed record AskedItem
{
    public required string Slug { get; init; }
    public required ItemKind Kind { get; init; }
    public required IReadOnlyDictionary<string, string> Text { get; init; }
    public required IReadOnlyDictionary<string, string>? Help { get; init; }
    public required string? WorkingGroup { get; init; }

    [Description("Single, multiple, rank: what can be chosen")]
    public required IReadOnlyList<OptionCard> Options { get; init; }

    [Description("Multiple: how many may be ticked")]
    public required int? AtMost { get; init; }

    [Description("Scale: the first step")]
    public required int? From { get; init; }

    [Description("Scale: the last step")]
    public required int? To { get; init; }

    [Description("Scale: what the first step means")]
    public required IReadOnlyDictionary<string, string>? Low { get; init; }

    [Description("Scale: what the last step means")]
    public required IReadOnlyDictionary<string, string>? High { get; init; }

    [Description("Ratification: which ballot is asked for")]
    public required RatificationScale? Scale { get; init; }

    [Description("Statement voting and ratification: how many come at a time")]
    public required int? SetSize { get; init; }

    [Description("Statement voting: whether a vote may say that it matters a lot")]
    public required bool? AsksImportance { get; init; }

    [Description("How far the participant is with it; only in the list of all items")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ItemState? State { get; init; }

    public static AskedItem Of(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        var scale = item.Kind == ItemKind.Scale;
        return new AskedItem
        {
            Slug = item.Slug,
            Kind = item.Kind,
            Text = item.Text.Versions,
            Help = item.Help?.Versions,
            WorkingGroup = item.WorkingGroup,
            Options = [.. item.Options.Select(option => new OptionCard(option.Slug, option.Name.Versions))],
            AtMost = item.Kind == ItemKind.Multiple ? item.AtMost : null,
            From = scale ? item.From : null,
            To = scale ? item.To : null,
            Low = scale ? item.Low?.Versions : null,
            High = scale ? item.High?.Versions : null,
            Scale = item.Kind == ItemKind.Ratification ? item.Scale : null,
            SetSize = item.Kind is ItemKind.StatementVoting or ItemKind.Ratification ? item.SetSize : null,
            AsksImportance = item.Kind is ItemKind.StatementVoting ? !item.WithoutImportance : null,
        };
    }
}

public sealed record OptionCard(string Slug, IReadOnlyDictionary<string, string> Name);
