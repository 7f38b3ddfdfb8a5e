using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace PortfolioPlatform.Kernel;

/// <summary>An expected failure: what happened, what was kept, and what to do. Exceptions are for faults of the program.</summary>
/// <param name="Code">A stable code in SCREAMING_SNAKE_CASE.</param>
/// <param name="Message">One sentence for a person; never holds a secret.</param>
public record Error(string Code, string Message)
{
    /// <summary>What it means for whoever asked.</summary>
    [JsonIgnore]
    public ErrorKind Kind { get; init; }

    /// <summary>What to do, when that is more than its kind says.</summary>
    [JsonIgnore]
    public string? Advice { get; init; }
}

/// <summary>A value, or an expected failure.</summary>
public readonly struct Result<T>
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    /// <summary>The value when <see cref="IsOk"/>.</summary>
    public T? Value { get; }

    /// <summary>The failure when not <see cref="IsOk"/>.</summary>
    public Error? Error { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsOk => Error is null;

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A failure.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}
