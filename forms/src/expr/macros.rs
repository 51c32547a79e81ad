//! What every CEL value of ours repeats word for word (the traits of the `cel` crate ask for it).

/// Implements `Val` for a copyable type: its CEL type, copying, and the abilities given.
macro_rules! host_value {
    ($name:ident, $type:ident, { $($abilities:tt)* }) => {
        impl Val for $name {
            fn get_type(&self) -> &Type {
                &$type
            }

            fn cel_type() -> &'static Type {
                &$type
            }

            fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v>
            where
                Self: 'v,
            {
                Box::new(*self)
            }

            $($abilities)*
        }

        impl StaticVal for $name {}
    };
}

/// "This value can be added to, indexed, …": accessors that hand out the value itself.
macro_rules! accessors {
    ($($accessor:ident: $ability:ident),+ $(,)?) => {
        $(fn $accessor<'b, 'v>(&'b self) -> Option<&'b (dyn $ability + 'v)>
        where
            Self: 'v,
        {
            Some(self)
        })+
    };
}

/// An operator between a one-field value and another type that gives the same type again, or overflows.
macro_rules! binary {
    ($ability:ident::$method:ident for $name:ident, $operator:literal, |$left:ident, $right:ident: $other:ty| $result:expr) => {
        impl $ability for $name {
            fn $method<'b, 'v>(&'b self, right: &(dyn Val + 'v)) -> Result<CowVal<'b, 'v>, ExecutionError>
            where
                Self: 'v,
            {
                let $left = self.0;
                let $right =
                    right.downcast_ref::<$other>().ok_or_else(|| no_overload($operator, self, right))?;
                $result.map(|result| CowVal::owned(Self(result))).ok_or_else(|| overflow($operator))
            }
        }
    };
}

pub(super) use {accessors, binary, host_value};
