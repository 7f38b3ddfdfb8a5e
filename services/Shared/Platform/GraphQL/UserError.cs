using System.Text.Json.Serialization;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.GraphQL;

/// <summary>Why a change was not made, for the person who asked for it. Its type says what kind of reason it is. The refusal is the answer that is repeated for its idempotency key: to ask again takes a new one.</summary>
/// <param name="Code">Stable, in SCREAMING_SNAKE_CASE: what programs switch on.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Advice">What to do about it.</param>
[InterfaceType, JsonConverter(typeof(UserErrorJson))]
public abstract record UserError(string Code, string Message, string Advice)
{
    /// <summary>The error as clients see it.</summary>
    public static UserError Of(Error error) => error.Kind switch
    {
        ErrorKind.NotFound => new NotFoundError(error.Code, error.Message, error.Advice ?? "Check the id: what it names may have been removed, or was never there."),
        ErrorKind.Conflict => new ConflictError(error.Code, error.Message, error.Advice ?? "Read how it stands now and decide again."),
        ErrorKind.Unsafe => new UnsafeError(error.Code, error.Message, error.Advice ?? "Nothing was changed: ask for something that is not dangerous."),
        ErrorKind.Limit => new LimitReachedError(error.Code, error.Message, error.Advice ?? "Remove what is not used, then ask again."),
        ErrorKind.Unavailable => new UnavailableError(error.Code, error.Message, error.Advice ?? "Check the other side and ask again later."),
        ErrorKind.KeyReused => new IdempotencyKeyReusedError(error.Code, error.Message, error.Advice ?? "Make a new key for each change, and repeat one only with the very same input."),
        _ => new InvalidInputError(error.Code, error.Message, error.Advice ?? "Correct it and ask again."),
    };

    /// <summary>Which kind of reason the type stands for.</summary>
    internal ErrorKind Kind => this switch
    {
        NotFoundError => ErrorKind.NotFound,
        ConflictError => ErrorKind.Conflict,
        UnsafeError => ErrorKind.Unsafe,
        LimitReachedError => ErrorKind.Limit,
        UnavailableError => ErrorKind.Unavailable,
        IdempotencyKeyReusedError => ErrorKind.KeyReused,
        _ => ErrorKind.Invalid,
    };
}

/// <summary>Something in the input is wrong.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record InvalidInputError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);

/// <summary>What the input names is not there.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record NotFoundError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);

/// <summary>What there is does not allow it now.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record ConflictError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);

/// <summary>It would be dangerous, such as to keep a key that can move assets out.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record UnsafeError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);

/// <summary>There are as many as there may be.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record LimitReachedError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);

/// <summary>Somebody else, who is needed for it, did not do their part, such as a sign-in provider.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record UnavailableError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);

/// <summary>The idempotency key was used before, with other content or by somebody else.</summary>
/// <inheritdoc cref="UserError(string, string, string)"/>
public sealed record IdempotencyKeyReusedError(string Code, string Message, string Advice) : UserError(Code, Message, Advice);
