namespace PortfolioPlatform.GraphQL;

/// <summary>The object the field stands on.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ParentAttribute : Attribute;

/// <summary>A registered service.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ServiceAttribute : Attribute;

/// <summary>The event a subscription answers.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;

/// <summary>A field of the subscription root. Events come of its topic, or of the method named by <see cref="With"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SubscribeAttribute : Attribute
{
    /// <summary>A method of the same class with the same arguments, or some of them, that returns the events.</summary>
    public string? With { get; set; }
}

/// <summary>Where events of a subscription come from; <c>{argument}</c> is replaced by the value of the argument. Default: the name of the method.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TopicAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>Only callers who satisfy a policy may ask; without a name: who are signed in.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AuthorizeAttribute(string policy = "") : Attribute
{
    public string Policy => policy;
}

/// <summary>Everybody may ask, whatever the server's default for its roots.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AllowAnonymousAttribute : Attribute;

/// <summary>What one call costs of an operation's complexity.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CostAttribute(int weight) : Attribute
{
    public int Weight => weight;
}

/// <summary>How many rows a list is taken to have where no argument says it.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute : Attribute
{
    public int AssumedSize { get; set; } = 10;
}

/// <summary>A field that is read by pages: a <see cref="Connection{T}"/>, or a list to be cut into one.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class UsePagingAttribute : Attribute
{
    public int DefaultPageSize { get; set; } = 50;

    public int MaxPageSize { get; set; } = 500;

    /// <summary>Whether pages may also be read from the end: last and before.</summary>
    public bool AllowBackwardPagination { get; set; }
}
